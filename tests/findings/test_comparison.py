"""What is new, worsened, fixed and unchanged since an earlier run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specimens import ACL, BUCKET, assigned, at, block, bucket, native, report, resource, verdict
from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.findings.comparison import compare, known, remaining
from yourside.findings.model import Change, Report, RuleInfo, Severity, Suppression, Verdict, World
from yourside.spans import Diagnostic, Level, Origin, SourceFile
from yourside.values import Map, Scalar, Seq, Tri

NEW, UNCHANGED, WORSENED = Change.NEW, Change.UNCHANGED, Change.WORSENED
OTHER = replace(ACL, id="another-rule")
PROD, STAGE = World((("Stage", "prod"),)), World((("Stage", "stage"),))


def seen(*paths: str, state: State = State.EVALUATED) -> Ledger:
    return Ledger(tuple(FileCoverage(path, Dialect.TERRAFORM, state) for path in paths))


def site(address: str = "aws_s3_bucket.site", path: str = "s3/main.tf", former: tuple[str, ...] = ()) -> Verdict:
    """A public bucket in a root module: the directory of the file."""
    file = SourceFile(path, BUCKET.text)
    unit = path.rpartition("/")[0] or "."
    key = address[len(address.partition("[")[0]) :] if address.endswith("]") else ""
    own = native(block(file), '"aws_s3_bucket" "site"', address, unit=unit, instance=key)
    value = assigned(file, 'acl    = "public-read"', "PublicRead")
    return verdict(resource({"AccessControl": value}, replace(own, former=former)))


def nowhere(_: str) -> bool:
    return False


def of(*verdicts: Verdict) -> Report:
    paths = dict.fromkeys(each.resource.native.origin.span.file.path for each in verdicts)
    return report(*verdicts, ledger=seen(*paths))


def changes(now: Report, before: Report) -> list[Change | None]:
    return [finding.change for finding in compare(now, known(before), "base").findings]


def fixed(now: Report, before: Report) -> list[str]:
    return [each.identities[0].address for each in compare(now, known(before), "base").fixed]


def test_the_same_report_is_unchanged() -> None:
    whole = of(site(), undecided(ingress(1)), within(site("x.y"), PROD))
    compared = compare(whole, known(whole), "main")
    assert {finding.change for finding in compared.findings} == {UNCHANGED}
    assert (compared.compared, compared.fixed) == ("main", ())
    assert not any(finding.stands for finding in compared.findings)


def test_what_nobody_knew_is_new_and_what_is_gone_is_fixed() -> None:
    now, before = of(site("aws_s3_bucket.a")), of(site("aws_s3_bucket.b"))
    assert changes(now, before) == [NEW]
    assert fixed(now, before) == ["aws_s3_bucket.b"]


def test_moved_lines_change_nothing() -> None:
    lower = SourceFile("s3/main.tf", "# a comment\n\n" + BUCKET.text)
    own = native(at(lower, BUCKET.text), '"aws_s3_bucket" "site"')
    moved = resource({"AccessControl": assigned(lower, 'acl    = "public-read"', "PublicRead")}, own)
    assert changes(of(verdict(moved)), of(site())) == [UNCHANGED]


@pytest.mark.parametrize(
    ("address", "former", "earlier"),
    [
        ("aws_s3_bucket.b", ("aws_s3_bucket.a",), "aws_s3_bucket.a"),
        ('module.n["eu"].x.b', ("module.m.x.b",), "module.m.x.b"),
        ('aws_s3_bucket.b["x"]', ("aws_s3_bucket.b",), "aws_s3_bucket.b"),
        ("aws_s3_bucket.b[0]", (), "aws_s3_bucket.b"),
        ("aws_s3_bucket.b", (), "aws_s3_bucket.b[0]"),
        ("module.m[0].x.b", (), "module.m.x.b"),
    ],
)
def test_what_terraform_moves_is_known(address: str, former: tuple[str, ...], earlier: str) -> None:
    now, before = of(site(address, former=former)), of(site(earlier))
    assert changes(now, before) == [UNCHANGED]
    assert fixed(now, before) == []


def test_what_is_still_at_its_address_is_known_by_that_whoever_else_says_to_come_from_there() -> None:
    mover = site("aws_s3_bucket.a_mover", "s3/a.tf", former=("aws_s3_bucket.site",))
    assert changes(of(mover, site()), of(site())) == [NEW, UNCHANGED]


def test_a_renamed_directory_or_file_changes_nothing() -> None:
    assert changes(of(site(path="buckets/main.tf")), of(site(path="s3/main.tf"))) == [UNCHANGED]
    assert changes(of(site(path="s3/buckets.tf")), of(site(path="s3/main.tf"))) == [UNCHANGED]


def test_a_directory_may_be_renamed_while_its_resources_move() -> None:
    now = of(site("aws_s3_bucket.b", "buckets/main.tf", former=("aws_s3_bucket.a",)))
    assert changes(now, of(site("aws_s3_bucket.a", "s3/main.tf"))) == [UNCHANGED]


def test_a_copy_in_another_directory_is_new_when_the_first_one_is_mended() -> None:
    """The directory is still there: it was not renamed."""
    now = report(site(path="prod/main.tf"), ledger=seen("dev/main.tf", "prod/main.tf"))
    assert changes(now, of(site(path="dev/main.tf"))) == [NEW]


def test_a_directory_that_the_run_was_not_given_is_neither_renamed_nor_mended() -> None:
    now, before = of(site(path="prod/main.tf")), known(of(site(path="dev/main.tf")))
    there = compare(now, before, "base", {"dev", "dev/main.tf"}.__contains__)
    assert ([finding.change for finding in there.findings], there.fixed) == ([NEW], ())
    assert tuple(remaining(now, before, {"dev", "dev/main.tf"}.__contains__)) == before
    renamed = compare(now, before, "base", {"dev"}.__contains__)
    assert [finding.change for finding in renamed.findings] == [UNCHANGED]


def test_a_chart_that_is_still_there_was_not_renamed() -> None:
    """Its unit is what its Chart.yaml is rendered to, which is no path."""

    def rendered(chart: str) -> Verdict:
        own = native(block(BUCKET), '"site"', "Pod/web", unit=f"{chart}/Chart.yaml/rendered")
        return verdict(resource({"AccessControl": assigned(BUCKET, 'acl    = "public-read"', "x")}, own))

    ledger = seen("a/Chart.yaml", "b/Chart.yaml")
    assert changes(report(rendered("b"), ledger=ledger), of(rendered("a"))) == [NEW]
    assert changes(report(rendered("b"), ledger=seen("b/Chart.yaml")), of(rendered("a"))) == [UNCHANGED]


def test_one_known_finding_hides_one_finding() -> None:
    """Items without names cannot be told apart; they are counted."""
    now = of(ingress(1), ingress(2), ingress(3))
    assert changes(now, of(ingress(1))) == [UNCHANGED, NEW, NEW]
    assert len(fixed(of(ingress(1)), now)) == 2
    two = of(site(path="a/x.tf"), site(path="b/x.tf"))
    assert sorted(map(str, changes(two, of(site(path="c/x.tf"))))) == ["new", "unchanged"]


def ingress(number: int) -> Verdict:
    file = SourceFile("sg/main.tf", "resource {\n one = 1\n two = 2\n three = 3\n}\n")
    rules = [assigned(file, f"{name} = {value}", value) for name, value in (("one", 1), ("two", 2), ("three", 3))]
    own = native(block(file), "resource", "aws_security_group.g", unit="sg")
    whole = resource({"Ingress": Seq(tuple(rules), Origin(at(file, "resource")))}, own)
    return verdict(whole, f"Ingress.{number - 1}")


def undecided(each: Verdict) -> Verdict:
    return replace(each, truth=Tri.UNKNOWN)


def severe(each: Verdict, severity: Severity) -> Verdict:
    return replace(each, rule=replace(each.rule, severity=severity))


def within(each: Verdict, *worlds: World) -> Verdict:
    return replace(each, worlds=worlds)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (undecided(site()), site(), WORSENED),
        (site(), undecided(site()), UNCHANGED),
        (site(), severe(site(), Severity.CRITICAL), WORSENED),
        (site(), severe(site(), Severity.LOW), UNCHANGED),
        (within(site(), PROD), within(site(), PROD, STAGE), WORSENED),
        (within(site(), PROD), within(site(), STAGE), WORSENED),
        (within(site(), PROD), site(), WORSENED),
        (site(), within(site(), PROD), UNCHANGED),
        (within(site(), PROD, STAGE), within(site(), STAGE), UNCHANGED),
    ],
)
def test_worse_is_severer_more_certain_or_in_more_worlds(before: Verdict, now: Verdict, change: Change) -> None:
    assert changes(of(now), of(before)) == [change]


def called(*modules: str) -> Report:
    """One definition, in the module that each of these calls."""
    file = SourceFile("modules/s3/main.tf", BUCKET.text)
    value = assigned(file, 'acl    = "public-read"', "PublicRead")
    natives = [native(block(file), '"aws_s3_bucket" "site"', f"module.{name}.x.b", unit=".") for name in modules]
    return of(*(verdict(resource({"AccessControl": value}, each)) for each in natives))


def test_a_definition_that_is_reached_in_more_ways_is_worse() -> None:
    assert changes(called("a", "b"), called("a")) == [WORSENED]
    assert changes(called("b", "c"), called("a", "b", "c")) == [UNCHANGED]
    assert fixed(called("b", "c"), called("a", "b", "c")) == []


def test_only_what_is_still_there_remains() -> None:
    (left,) = remaining(called("b", "new"), known(called("a", "b")), nowhere)
    assert [each.address for each in left.identities] == ["module.b.x.b"]
    assert tuple(remaining(called("b"), known(called("a")), nowhere)) == ()


def test_a_suppression_that_ends_is_news_and_one_that_starts_fixes_nothing() -> None:
    plain = of(site())
    accepted = replace(plain, findings=(replace(plain.findings[0], suppression=Suppression("a website")),))
    assert changes(plain, accepted) == [NEW]
    assert fixed(accepted, plain) == []


@pytest.mark.parametrize(
    ("ledger", "diagnostics"),
    [
        (seen("s3/main.tf", state=State.UNREADABLE), ()),
        (
            seen("s3/main.tf", state=State.PARTIAL),
            (Diagnostic("hcl-syntax", "expected a value", Level.ERROR, Origin(block(BUCKET))),),
        ),
    ],
)
def test_what_cannot_be_read_is_not_fixed(ledger: Ledger, diagnostics: tuple[Diagnostic, ...]) -> None:
    blind = report(verdict(bucket(), truth=Tri.FALSE), ledger=ledger, diagnostics=diagnostics)
    assert fixed(blind, of(site())) == []
    assert len(tuple(remaining(blind, known(of(site())), nowhere))) == 1


def test_a_rule_that_is_not_asked_fixes_nothing() -> None:
    def asked(rule: RuleInfo) -> Report:
        return replace(of(replace(site(), truth=Tri.FALSE)), rules=(rule,))

    assert fixed(asked(OTHER), of(site())) == []
    assert fixed(asked(ACL), of(site())) == ["aws_s3_bucket.site"]


def test_named_items_are_told_apart() -> None:
    def container(name: str) -> Verdict:
        origin = Origin(at(BUCKET, '"site"'))
        item = Map({"name": Scalar(name, origin), "image": Scalar("x", origin)}, origin)
        whole = resource({"containers": Seq((item,), origin)}, native(block(BUCKET), '"site"'))
        return verdict(whole, "containers.0.image")

    assert changes(of(container("log")), of(container("web"))) == [NEW]
    assert changes(of(container("web")), of(container("web"))) == [UNCHANGED]


SITES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("x", "x[0]", "y")), st.booleans()), max_size=6)


@given(SITES, SITES)
def test_each_known_finding_hides_one_at_most(
    before: list[tuple[str, str, bool]], now: list[tuple[str, str, bool]]
) -> None:
    def scan(sites: list[tuple[str, str, bool]]) -> Report:
        made = (site(address, f"{unit}/main.tf") for unit, address, _ in sites)
        verdicts = (undecided(each) if open_ else each for each, (*_, open_) in zip(made, sites, strict=True))
        return replace(of(*verdicts), rules=(ACL,))

    earlier, later = scan(before), scan(now)
    compared = compare(later, known(earlier), "base")
    counted = Counter(finding.change for finding in compared.findings)
    assert len(later.findings) - counted[NEW] == len(earlier.findings) - len(compared.fixed)
    assert compare(later, known(later), "base").fixed == ()
    assert not any(finding.stands for finding in compare(later, known(later), "base").findings)
    left = tuple(remaining(later, known(earlier), nowhere))
    assert set(left) <= set(known(earlier))
    assert len(left) == len(earlier.findings) - len(compared.fixed)
