"""What other scanners see live, at the lines that cause it.

A scanner's check is one of ours where a rule names it as an alias or, of Security Hub, as a control. Only what fails is
taken over: that a check passes proves nothing of a rule that may ask for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.drift.findings import Findings
from yourside.drift.join import Ambiguous, Pair, join
from yourside.drift.keys import Identities
from yourside.drift.verdicts import Asked, Judged
from yourside.findings import wording
from yourside.findings.model import DriftKind, Finding, Outcome, RuleInfo, Verdict
from yourside.frontends.live.scanners import Told
from yourside.frontends.native import NativeResource
from yourside.graph.deployed import names
from yourside.graph.draft import Draft
from yourside.graph.model import Resource, ResourceGraph, ResourceId
from yourside.graph.views import View
from yourside.spans import Origin
from yourside.values import Scalar, Unknown, Why

CONTROLS = "aws-fsbp"
# Types that ASFF does not call by CloudFormation's names.
# https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
OTHERWISE = {
    "awsiampolicy": "AWS::IAM::ManagedPolicy",
    "awselbloadbalancer": "AWS::ElasticLoadBalancing::LoadBalancer",
    "awselbv2loadbalancer": "AWS::ElasticLoadBalancingV2::LoadBalancer",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Both graphs with what did not pass of them, and the pairs that are joined already. Without an inventory, `live`
    is empty."""

    declared: ResourceGraph
    ours: Judged
    live: ResourceGraph
    theirs: Judged
    pairs: tuple[Pair, ...]
    known: Identities
    rules: Sequence[RuleInfo]
    views: Mapping[str, View]
    catalog: Catalog

    def types(self, rule: RuleInfo) -> Collection[str]:
        """What a rule is about."""
        return self.views[rule.resource].places if rule.resource in self.views else (rule.resource,)


@dataclass(frozen=True, slots=True)
class Seen:
    """`gaps` counts, per sentence, what of it is told nowhere."""

    findings: tuple[Finding, ...]
    ambiguous: tuple[Ambiguous, ...]
    gaps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    """What is told of one resource, and the rules that stand for the check, the gravest first."""

    told: Told
    rules: tuple[RuleInfo, ...]
    resource: Resource


def seen(told: Sequence[Told], scene: Scene) -> Seen:
    gaps: Counter[str] = Counter()
    cases = tuple(_cases(told, scene, gaps))
    known = {pair.live.id: pair for pair in scene.pairs}
    apart = {case.resource.id: case.resource for case in cases if case.resource.id not in scene.live.resources}
    joined = join(scene.declared, ResourceGraph(apart), scene.catalog, scene.known)
    known |= {pair.live.id: pair for pair in joined.pairs}
    doubted = {each.id for doubt in joined.ambiguous for each in doubt.live}
    unnamed = Counter(each.type for each in joined.nameless)
    found: dict[str, Finding] = {}
    for case in cases:
        if pair := known.get(case.resource.id):
            found |= {each.fingerprint: each for each in _in_code(case, pair, scene)}
        elif case.resource.id not in doubted:
            stray = _in_no_code(case, unnamed[case.resource.type], Findings(scene.catalog))
            found[stray.fingerprint] = stray
    return Seen(tuple(found.values()), joined.ambiguous, gaps)


def _cases(told: Sequence[Told], scene: Scene, gaps: Counter[str]) -> Iterator[_Case]:
    by_check = _by_check(scene.rules)
    squeezed = {name.replace("::", "").lower(): name for name in scene.catalog.shapes} | OTHERWISE
    live = {name: each for each in scene.live.resources.values() for name in names(each)}
    for each in told:
        rules = next((by_check[check] for check in each.checks if check in by_check), ())
        if not rules:
            gaps[f"{each.tool}: no rule here stands for the check {next(iter(each.checks), '')}"] += 1
        elif resource := live.get(each.uid):
            open_rules = tuple(rule for rule in rules if not _decided(rule, resource, scene))
            if open_rules:
                yield _Case(each, open_rules, resource)
            else:
                gaps[f"{each.tool}: told by the inventory itself"] += 1
        elif resource := _stub(each, rules, scene, squeezed):
            yield _Case(each, rules, resource)
        else:
            gaps[f"{each.tool}: a resource of a kind that is not known here: {each.type}"] += 1


def _by_check(rules: Sequence[RuleInfo]) -> Mapping[str, tuple[RuleInfo, ...]]:
    found: dict[str, tuple[RuleInfo, ...]] = {}
    for rule in sorted(rules, key=lambda rule: (-rule.severity, rule.id)):
        for name in dict.fromkeys((*rule.aliases, *rule.controls.get(CONTROLS, ()))):
            found[name] = (*found.get(name, ()), rule)
    return found


def _decided(rule: RuleInfo, live: Resource, scene: Scene) -> bool:
    """Whether our own rule has an answer on what the inventory tells."""
    types = scene.types(rule)
    if live.type not in types and not all(scene.live.listed(type_, live.id.unit) for type_ in types):
        return False
    return not any((rule.id, each) in scene.theirs.undecided for each in _about(live, scene.live, types))


def _stub(told: Told, rules: Sequence[RuleInfo], scene: Scene, squeezed: Mapping[str, str]) -> Resource | None:
    """A resource of which only its names are known; `squeezed` are the types as ASFF calls them."""
    of_rules = (type_ for rule in rules for type_ in scene.types(rule) if len(scene.types(rule)) == 1)
    type_ = scene.catalog.shapes.spelled(told.type) or squeezed.get(told.type.lower()) or next(of_rules, "")
    if not (type_ and told.uid):
        return None
    name = told.name or told.uid.rpartition("/")[2].rpartition(":")[2]
    origin = Origin(told.at, told.at)
    draft = Draft(origin)
    for path in scene.catalog.canonical(type_).id[:1]:
        draft.put(path, Scalar(name, origin))
    body = draft.map()
    native = NativeResource(Dialect.LIVE, type_, told.uid, told.tool, body, origin, ids=(told.uid, name))
    doubt = Unknown(Why.UNREAD, origin, f"{told.tool} does not tell it")
    properties = type(body)(body.entries, origin, doubt)
    return Resource(ResourceId(told.tool, told.uid), type_, properties, (native,), origin)


def _in_code(case: _Case, pair: Pair, scene: Scene) -> Iterator[Finding]:
    """At the value that fails; else at what could not be decided; else at the resource, of which the code passes."""
    make, told = Findings(scene.catalog), case.told
    failed = tuple(_verdicts(case, pair.declared, scene, scene.ours.failed))
    doubts = tuple(_verdicts(case, pair.declared, scene, scene.ours.undecided))
    for verdict in failed:
        message = f"{told.tool} sees it live ({told.checks[0]}): {wording.message(verdict)}"
        yield make.of_scanner(verdict, DriftKind.CONFIRMED, message, pair)
    address, sees = pair.declared.native.address, f"{told.tool} sees live: {told.text} ({told.checks[0]})"
    for verdict in () if failed else doubts[:1]:
        message = f"{address} could not be decided in code, and {sees}"
        yield make.of_scanner(verdict, DriftKind.SETTLED, message, pair)
    if not (failed or doubts):
        verdict = make.whole(case.rules[0], pair.declared)
        yield make.of_scanner(verdict, DriftKind.REGRESSED, f"{address} passes in code, and {sees}", pair)


def _verdicts(
    case: _Case, declared: Resource, scene: Scene, judged: Mapping[Asked, list[Verdict]]
) -> Iterator[Verdict]:
    for rule in case.rules:
        for each in _about(declared, scene.declared, scene.types(rule)):
            yield from judged.get((rule.id, each), ())


def _about(resource: Resource, graph: ResourceGraph, types: Collection[str]) -> Iterable[ResourceId]:
    """What a rule on `types` judges: the resource, or what belongs to it (its policy) and so refers to it."""
    return (resource.id,) if resource.type in types else {edge.source: None for edge in graph.into(resource.id)}


def _in_no_code(case: _Case, doubtful: int, make: Findings) -> Finding:
    told, rule = case.told, case.rules[0]
    message = f"no code owns {told.uid}, and {told.tool} sees live: {told.text} ({told.checks[0]})"
    if doubtful:
        message += f"; unless it is one of {doubtful} that are declared without a name"
    outcome = Outcome.UNDETERMINED if doubtful else Outcome.FAIL
    return make.of_scanner(make.whole(rule, case.resource), DriftKind.UNMANAGED, message, None, outcome)
