"""Domain.Route53: the DNS records of the domain names that APIs are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, hashed
from yourside.frontends.cloudformation.sam.surroundings import Record, Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, text_of, written
from yourside.values import Scalar, Value

# The zone of all distributions of CloudFront, which stand before an API that is called at the edge.
_EDGE_ZONE = "Z2FDTNDATAQYW2"


def recorded(of: Declaration, domain: str, around: Surroundings) -> None:
    """Those of one zone are made together, unless they are asked to stand alone."""
    settings = of.within("Domain")
    by = settings.get("Route53")
    asked = entries_of(by)
    zone = asked.get("HostedZoneId", asked.get("HostedZoneName"))
    if by is None or zone is None:
        return
    text = around.text(zone)
    id = hashed("RecordSetGroup", text) if text else f"RecordSetGroup{of.name}"
    if _is_true(asked.get("SeparateRecordSetGroup")):
        id = f"RecordSetGroup{of.name}"
    around.records.setdefault(id, []).append(Record(of, by, tuple(_records(settings, asked, domain))))


def record_sets(around: Surroundings) -> Iterator[Made]:
    for id, records in around.records.items():
        first = records[0]
        asked = entries_of(first.by)
        zone: Parts = {name: asked[name] for name in ("HostedZoneId", "HostedZoneName") if name in asked}
        sets = [written(plan, record.by.origin) for record in records for plan in record.sets]
        yield first.of.beside(id, "AWS::Route53::RecordSetGroup", {**zone, "RecordSets": sets}, first.by)


def _records(settings: Mapping[str, Value], asked: Mapping[str, Value], domain: str) -> Iterator[Plan]:
    kinds: Sequence[str] = ("A", "AAAA") if _is_true(asked.get("IpV6")) else ("A",)
    to: Parts = {"EvaluateTargetHealth": asked.get("EvaluateTargetHealth"), **_target(settings, asked, domain)}
    routing: Parts = {name: asked[name] for name in ("Region", "SetIdentifier") if name in asked}
    for kind in kinds:
        yield {"Name": settings.get("DomainName"), "Type": kind, "AliasTarget": to, **routing}


def _target(settings: Mapping[str, Value], asked: Mapping[str, Value], domain: str) -> Parts:
    if text_of(settings.get("EndpointConfiguration")) == "EDGE":
        usual: Plan = {"Fn::GetAtt": [domain, "DistributionDomainName"]}
        return {"HostedZoneId": _EDGE_ZONE, "DNSName": asked.get("DistributionDomainName", usual)}
    names = (("HostedZoneId", "RegionalHostedZoneId"), ("DNSName", "RegionalDomainName"))
    return {name: {"Fn::GetAtt": [domain, attribute]} for name, attribute in names}


def _is_true(value: Value | None) -> bool:
    return isinstance(value, Scalar) and value.data is True
