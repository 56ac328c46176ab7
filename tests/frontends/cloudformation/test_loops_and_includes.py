"""Fn::ForEach and AWS::Include: text that is put in its place before anything is evaluated."""

from __future__ import annotations

from typing import ClassVar

from plainly import Not, plain
from yourside.frontends.cloudformation import read
from yourside.frontends.inputs import Inputs, Nowhere
from yourside.frontends.native import Reading
from yourside.spans import SourceFile

DEEP = f"{'{a: ' * 80}{{Fn::Transform: {{Name: AWS::Include, Parameters: {{Location: LOCATION}}}}}}{'}' * 80}"


class Snippets(Nowhere):
    """A tree with one snippet, and one that includes itself."""

    held: ClassVar = {
        "lib/bucket.yaml": SourceFile("lib/bucket.yaml", "AccessControl: !Ref Acl\nBucketName: logs\n"),
        "lib/more.yaml": SourceFile("lib/more.yaml", "Logs: {Type: AWS::S3::Bucket}\n"),
        "lib/self.yaml": SourceFile(
            "lib/self.yaml", "{In: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: self.yaml}}}}"
        ),
        "lib/deep.yaml": SourceFile("lib/deep.yaml", f"{{In: {DEEP.replace('LOCATION', 'deep.yaml')}}}"),
        "lib/whole.yaml": SourceFile("lib/whole.yaml", "Parameters: {Acl: {Type: String, Default: Private}}\n"),
    }

    def read(self, path: str) -> SourceFile | None:
        return self.held.get(path)


def of(text: str) -> Reading:
    return read([SourceFile("t.yaml", text)], Inputs(tree=Snippets()))


def bodies(found: Reading) -> dict[str, object]:
    return {resource.address: plain(resource.body) for resource in found.resources}


EXTENDED = "Transform: AWS::LanguageExtensions\n"


def test_a_loop_over_resources_is_written_out() -> None:
    found = of(f"""{EXTENDED}
Parameters: {{Names: {{Type: CommaDelimitedList, Default: "a,b"}}}}
Conditions:
  Fn::ForEach::Conditions: [N, !Ref Names, {{"Is${{N}}": !Equals [!Ref N, a]}}]
Resources:
  Fn::ForEach::Buckets:
    - N
    - !Ref Names
    - Bucket${{N}}:
        Type: AWS::S3::Bucket
        Properties: {{BucketName: !Ref N, Size: !If ["Is${{N}}", large, small]}}
  Policy: {{Type: AWS::S3::BucketPolicy, Properties: {{Bucket: !Ref Bucketb}}}}
""")
    assert not found.diagnostics
    assert bodies(found) == {
        "Bucketa": {"BucketName": "a", "Size": "large"},
        "Bucketb": {"BucketName": "b", "Size": "small"},
        "Policy": {"Bucket": Not("REFERENCE", "Bucketb")},
    }
    assert len({resource.origin.span for resource in found.resources}) == 2


def test_loops_nest() -> None:
    found = of(f"""{EXTENDED}
Resources:
  Fn::ForEach::Zones:
    - Zone
    - [a, b]
    - Fn::ForEach::Kinds: [Kind, [x, y], {{"T${{Zone}}${{Kind}}": {{Type: "T::T::${{Kind}}"}}}}]
""")
    assert [(each.address, each.type) for each in found.resources] == [
        ("Tax", "T::T::x"),
        ("Tay", "T::T::y"),
        ("Tbx", "T::T::x"),
        ("Tby", "T::T::y"),
    ]


def test_a_loop_over_what_is_not_known_is_counted() -> None:
    found = of(f"""{EXTENDED}
Parameters: {{Names: {{Type: CommaDelimitedList}}}}
Resources:
  Fn::ForEach::Buckets: [N, !Ref Names, {{"B${{N}}": {{Type: AWS::S3::Bucket}}}}]
""")
    assert not found.diagnostics
    assert found.ledger.gaps == {"resource loop not evaluated: Fn::ForEach": 1}


def test_a_loop_that_is_none_is_a_diagnostic() -> None:
    found = of(f"{EXTENDED}Resources: {{Fn::ForEach::X: [a, b], A: {{Type: T::T::T}}}}\n")
    assert [problem.code for problem in found.diagnostics] == ["cloudformation-loop"]
    assert list(bodies(found)) == ["A"]


def test_loops_in_loops_stop_growing() -> None:
    inner = '{"A${a}${b}${c}${d}": {Type: T::T::T}}'
    for name in "dcba":
        inner = f"{{Fn::ForEach::{name}: [{name}, {[f'{name}{n}' for n in range(60)]}, {inner}]}}"
    assert of(f"{EXTENDED}Resources: {inner}\n").ledger.files


def test_an_include_brings_the_keys_of_its_file() -> None:
    found = of("""
Parameters: {Acl: {Type: String, Default: PublicRead}}
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: own
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: lib/bucket.yaml}}
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./lib/more.yaml}}
""")
    assert not found.diagnostics
    assert bodies(found) == {"Logs": {}, "A": {"AccessControl": "PublicRead", "BucketName": "own"}}
    assert not found.ledger.gaps


def test_an_include_at_the_top_brings_sections() -> None:
    found = of("""
Transform: {Name: AWS::Include, Parameters: {Location: lib/whole.yaml}}
Resources: {A: {Type: T::T::T, Properties: {V: !Ref Acl}}}
""")
    assert bodies(found) == {"A": {"V": "Private"}}


def test_an_include_from_a_bucket_is_unknown() -> None:
    found = of("""
Resources:
  A: {Type: T::T::T, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: "s3://b/x.yaml"}}}}
""")
    assert not found.diagnostics
    assert found.ledger.gaps == {"intrinsic call not evaluated: Fn::Transform (a function that is not evaluated)": 1}


def test_a_file_that_includes_itself_ends() -> None:
    assert of("""
Resources:
  A: {Type: T::T::T, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: lib/self.yaml}}}}
""").resources


def test_deep_files_in_deep_files_end() -> None:
    properties = DEEP.replace("LOCATION", "lib/deep.yaml")
    assert of(f"Resources: {{A: {{Type: T::T::T, Properties: {properties}}}}}\n").resources
