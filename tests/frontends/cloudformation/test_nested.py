"""Nested stacks: parameters in, outputs back, one finding for a template however often it is used."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from plainly import Not, Ways, plain
from yourside.coverage import State
from yourside.frontends.cloudformation import read
from yourside.frontends.inputs import Inputs, Nowhere
from yourside.frontends.native import Reading
from yourside.spans import SourceFile

NETWORK = """
Parameters:
  Vpc: {Type: String}
  Stage: {Type: String, Default: dev}
  Ports: {Type: CommaDelimitedList, Default: "80,443"}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, GroupName: !If [IsProd, open, closed], Ports: !Ref Ports}
  Extra:
    Type: AWS::EC2::SecurityGroup
    Condition: IsProd
Outputs:
  Id: {Value: !Ref Group}
  Name: {Value: !If [IsProd, open, closed]}
"""

ROOT = """
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  Net:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: TEMPLATE
      Parameters: {Vpc: !Ref Vpc, Stage: !Ref Stage}
  Host:
    Type: AWS::EC2::Instance
    Properties: {Group: !GetAtt Net.Outputs.Id, Name: !GetAtt Net.Outputs.Name}
"""


class Files(Nowhere):
    """A tree of texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.held = {path: SourceFile(path, text) for path, text in texts.items()}

    def read(self, path: str) -> SourceFile | None:
        return self.held.get(path)


def of(**texts: str) -> Reading:
    """`a__b` is the file a/b.yaml."""
    tree = Files({f"{name.replace('__', '/')}.yaml": text for name, text in texts.items()})
    return read(list(tree.held.values()), Inputs(tree=tree))


def bodies(found: Reading) -> dict[str, object]:
    return {resource.address: plain(resource.body) for resource in found.resources}


STAGES = Ways("Stage", {"dev": "closed", "prod": "open"})


def test_a_nested_template_is_read_with_the_values_of_its_parent() -> None:
    found = of(root=ROOT.replace("TEMPLATE", "parts/network.yaml"), parts__network=NETWORK)
    assert not found.diagnostics
    assert {resource.unit for resource in found.resources} == {"root.yaml"}
    vpc = Not("REFERENCE", "Vpc")
    assert bodies(found)["Net/Group"] == {"VpcId": vpc, "GroupName": STAGES, "Ports": ["80", "443"]}
    extra = next(resource for resource in found.resources if resource.address == "Net/Extra")
    assert extra.when is not None
    assert plain(extra.when) == Ways("Stage", {"dev": False, "prod": True})


def test_outputs_come_back() -> None:
    found = of(root=ROOT.replace("TEMPLATE", "./parts/network.yaml"), parts__network=NETWORK)
    assert bodies(found)["Host"] == {"Group": Not("REFERENCE", "Net/Group"), "Name": STAGES}
    host = found.resources[-1] if found.resources[-1].address == "Host" else found.resources[2]
    assert host.body.entries["Group"].origin.refs == ("Net/Group",)


def test_a_value_knows_the_way_through_the_parent() -> None:
    child = "Parameters: {P: {Type: String}}\nResources: {A: {Type: T::T::T, Properties: {V: !Ref P}}}\n"
    parent = (
        "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {P: open}}}}"
    )
    found = of(a=parent, b=child)
    (inner,) = (resource for resource in found.resources if resource.address == "S/A")
    (hop,) = inner.body.entries["V"].origin.via
    assert (hop.span.file.path, hop.span.text, hop.label) == ("a.yaml", "open", "a parameter of S")


@pytest.mark.parametrize(
    ("url", "nested"),
    [
        ("parts/network.yaml", True),
        ("https://s3.amazonaws.com/bucket/templates/network.yaml", True),
        ("!Sub 'https://${AWS::Region}.example.com/x/network.yaml'", True),
        ("https://s3.amazonaws.com/bucket/other.yaml", False),
        ("../outside.yaml", False),
        ("/parts/network.yaml", False),
        ("!Ref AWS::Region", False),
        ("root.yaml", False),
    ],
)
def test_a_template_is_found_by_its_path_or_by_its_name_and_parameters(url: str, nested: bool) -> None:
    found = of(root=ROOT.replace("TEMPLATE", url), parts__network=NETWORK)
    assert ("Net/Group" in bodies(found)) is nested
    assert ("Group" in bodies(found)) is not nested
    said = "nested stack not evaluated: its template is not a file of this run"
    assert (said in found.ledger.gaps) is not nested
    assert {line.path for line in found.ledger.files} == {"root.yaml", "parts/network.yaml"}


def test_an_uploaded_template_that_takes_other_parameters_is_another_one() -> None:
    url = "https://s3.amazonaws.com/bucket/network.yaml"
    found = of(root=ROOT.replace("TEMPLATE", url), parts__network=NETWORK.replace("Stage:", "Level:", 1))
    assert "Net/Group" not in bodies(found)


def test_what_is_not_passed_has_its_default_for_certain() -> None:
    found = of(
        root=ROOT.replace("TEMPLATE", "n.yaml").replace(", Stage: !Ref Stage", ""),
        n=NETWORK,
    )
    group = bodies(found)["Net/Group"]
    assert group == {"VpcId": Not("REFERENCE", "Vpc"), "GroupName": "closed", "Ports": ["80", "443"]}
    assert "Net/Extra" not in bodies(found)


def test_a_nested_stack_that_never_exists_has_no_resources() -> None:
    root = ROOT.replace("TEMPLATE", "n.yaml").replace("  Net:\n", "  Net:\n    Condition: Never\n")
    found = of(root=f"Conditions: {{Never: !Equals [a, b]}}\n{root}", n=NETWORK)
    assert not any(address.startswith("Net/") for address in bodies(found))


def test_a_nested_stack_exists_where_its_parent_lets_it() -> None:
    root = ROOT.replace("TEMPLATE", "n.yaml").replace("  Net:\n", "  Net:\n    Condition: Dev\n")
    found = of(root=f"Conditions: {{Dev: !Equals [!Ref Stage, dev]}}\n{root}", n=NETWORK)
    inner = {resource.address: resource.when for resource in found.resources if resource.address.startswith("Net/")}
    assert inner.keys() == {"Net/Group"}
    assert inner["Net/Group"] is not None
    assert plain(inner["Net/Group"]) == Ways("Stage", {"dev": True, "prod": False})


def test_the_same_template_twice_is_read_twice() -> None:
    net = ROOT.replace("TEMPLATE", "n.yaml")
    again = net[net.index("  Net:") : net.index("  Host:")].replace("  Net:", "  Second:")
    found = of(root=net.replace("  Host:", f"{again}  Host:"), n=NETWORK)
    groups = [resource for resource in found.resources if resource.address.endswith("/Group")]
    assert [group.address for group in groups] == ["Net/Group", "Second/Group"]
    assert len({group.origin.span for group in groups}) == 1
    assert found.ledger.counts["templates"] == 2


def test_templates_in_a_circle_end() -> None:
    stack = "Resources: {{S: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {}}}}}}}"
    found = of(a=stack.format("b.yaml"), b=stack.format("a.yaml"), c=stack.format("c.yaml"))
    assert sorted(resource.address for resource in found.resources) == ["S", "S", "S/S"]


def test_stacks_that_ask_for_one_another_end() -> None:
    child = "Parameters: {P: {Type: String}}\nResources: {}\nOutputs: {O: {Value: !Ref P}}\n"
    pair = "\n".join(
        f"  {one}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: n.yaml, "
        f"Parameters: {{P: !GetAtt {other}.Outputs.O}}}}}}"
        for one, other in (("A", "B"), ("B", "A"))
    )
    found = of(root=f"Resources:\n{pair}\n", n=child)
    assert bodies(found)["B"] == {"TemplateURL": "n.yaml", "Parameters": {"P": Not("REFERENCE", "A.Outputs.O")}}


def test_an_output_that_is_not_there_is_wrong() -> None:
    found = of(root=ROOT.replace("TEMPLATE", "n.yaml").replace("Outputs.Name", "Outputs.Nobody"), n=NETWORK)
    assert [problem.message for problem in found.diagnostics] == ["Fn::GetAtt: Net has no output Nobody"]


def test_the_template_of_a_stack_set_is_read_with_its_parameters() -> None:
    found = of(
        root="""
Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Condition: Here
    Properties:
      TemplateURL: n.yaml
      Parameters: [{ParameterKey: P, ParameterValue: open}]
  Inline: {Type: AWS::CloudFormation::StackSet, Properties: {TemplateBody: "{}"}}
""",
        n="""
Parameters: {P: {Type: String}}
Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}
Resources: {A: {Type: T::T::T, Properties: {V: !Ref P, W: !If [Here, 1, 2]}}}
""",
    )
    there = Ways("Set/AWS::Region", {"eu-west-1": 1, "not eu-west-1": 2})
    assert bodies(found)["Set/A"] == {"V": "open", "W": there}
    assert found.ledger.gaps == {"stack set not evaluated: its template is not a file of this run": 1}


INLINE = {
    "a text": """|
        Parameters: {P: {Type: String}}
        Resources:
          A: {Type: T::T::T, Properties: {V: !Ref P, W: !Sub "${P}!"}}
""",
    "JSON": """'{"Parameters": {"P": {"Type": "String"}}, "Resources": {"A": {"Type": "T::T::T",
        "Properties": {"V": {"Ref": "P"}, "W": {"Fn::Sub": "${P}!"}}}}}'
""",
    "an object": "{Resources: {A: {Type: T::T::T, Properties: {V: open, W: open!}}}}\n",
    "an object as text": """{Fn::ToJsonString: {Resources: {A: {Type: T::T::T, Properties: {V: open, W: open!}}}}}
""",
}


@pytest.mark.parametrize("body", INLINE.values(), ids=INLINE)
@pytest.mark.parametrize("other", ["", "B: {Type: T::T::T}"])
def test_a_template_in_a_stack_set_is_read_where_it_stands(body: str, other: str) -> None:
    found = of(
        root=f"""
Transform: AWS::LanguageExtensions
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{{ParameterKey: P, ParameterValue: open}}]
      TemplateBody: {body}
  {other}
"""
    )
    assert not found.diagnostics
    assert not found.ledger.gaps
    assert bodies(found)["Set/A"] == {"V": "open", "W": "open!"}
    (inner,) = (resource for resource in found.resources if resource.address == "Set/A")
    assert "T::T::T" in inner.origin.span.text


UNREAD = """
Transform: [AWS::Serverless-2016-10-31, Mine]
Resources:
  M: {Type: My::Own::Thing::MODULE}
  C: {Type: AWS::Serverless::Connector}
"""


def test_what_is_left_out_of_a_template_in_a_stack_set_is_counted_once() -> None:
    body = UNREAD.replace("\n", "\n        ")
    found = of(
        root=f"""
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: |{body}
"""
    )
    assert dict(found.ledger.gaps) == dict(of(root=UNREAD).ledger.gaps)
    assert [file.state for file in found.ledger.files] == [State.PARTIAL]


def test_templates_in_templates_end() -> None:
    body = "{Resources: {A: {Type: T::T::T}}}"
    for _ in range(12):
        body = f"{{Resources: {{S: {{Type: AWS::CloudFormation::StackSet, Properties: {{TemplateBody: {body}}}}}}}}}"
    assert "S/S/S" in bodies(of(root=body))


def test_a_template_that_is_nested_and_has_one_inside_is_read_once() -> None:
    stack = "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: z.yaml}}"
    inside = "S: {Type: AWS::CloudFormation::StackSet, Properties: {TemplateBody: {Resources: {A: {Type: T::T::T}}}}}"
    found = of(b=f"Resources: {{{inside}}}", a=f"Resources: {{Z: {stack.replace('z', 'b')}}}")
    assert bodies(found).keys() == {"Z", "Z/S", "Z/S/A"}


def test_a_module_is_counted() -> None:
    found = of(root="Resources: {M: {Type: My::Own::Thing::MODULE}}")
    assert found.ledger.gaps == {"template module not evaluated: My::Own::Thing::MODULE": 1}


def test_parameters_that_are_not_known_leave_a_nested_stack_unread() -> None:
    passed = "Parameters: {Vpc: !Ref Vpc, Stage: !Ref Stage}"
    found = of(root=ROOT.replace("TEMPLATE", "n.yaml").replace(passed, "Parameters: !ImportValue x"), n=NETWORK)
    assert "Net/Group" not in bodies(found)
    assert "Group" in bodies(found)


def test_a_long_chain_of_outputs_ends() -> None:
    child = "Parameters: {P: {Type: String}}\nResources: {A: {Type: T::T::T}}\nOutputs: {O: {Value: !Ref P}}\n"
    chain = "\n".join(
        f"  S{n}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: n.yaml, "
        f"Parameters: {{P: !GetAtt S{n + 1}.Outputs.O}}}}}}"
        for n in range(60)
    )
    last = "  S60: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml, Parameters: {P: x}}}"
    found = of(root=f"Resources:\n{chain}\n{last}\n", n=child)
    assert {f"S{n}/A" for n in range(61)} <= bodies(found).keys()
