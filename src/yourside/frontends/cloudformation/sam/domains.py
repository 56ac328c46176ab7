"""The domain names that APIs are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, hashed
from yourside.frontends.cloudformation.sam.records import recorded
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, text_of
from yourside.values import Seq, Value


def rest_domain(of: Declaration, stage: Plan | None, around: Surroundings) -> Iterator[Made]:
    settings = of.within("Domain")
    if "DomainName" not in settings:
        return
    by, name = of.properties["Domain"], hashed("ApiGatewayDomainName", around.text(settings["DomainName"]) or of.name)
    recorded(of, name, around)
    endpoint = settings.get("EndpointConfiguration")
    certificate = "CertificateArn" if text_of(endpoint) == "EDGE" else "RegionalCertificateArn"
    kept = {key: settings[key] for key in ("SecurityPolicy", "MutualTlsAuthentication") if key in settings}
    properties: Parts = {"DomainName": settings["DomainName"], certificate: settings.get("CertificateArn"), **kept}
    reached: Plan = {"Types": ["REGIONAL" if endpoint is None else endpoint]}
    yield of.beside(name, "AWS::ApiGateway::DomainName", {**properties, "EndpointConfiguration": reached}, by)
    at: Parts = {"DomainName": {"Ref": name}, "RestApiId": {"Ref": of.name}, "Stage": stage}
    for path in _paths(settings):
        mapping = f"{of.name}{''.join(filter(str.isalnum, path))}BasePathMapping"
        yield of.beside(mapping, "AWS::ApiGateway::BasePathMapping", {**at, "BasePath": path or None}, by)


def http_domain(of: Declaration, stage: Plan, around: Surroundings) -> Iterator[Made]:
    settings = of.within("Domain")
    if "DomainName" not in settings:
        return
    by, name = of.properties["Domain"], hashed("ApiGatewayDomainNameV2", around.text(settings["DomainName"]) or of.name)
    recorded(of, name, around)
    certificate: Parts = {"CertificateArn": settings.get("CertificateArn")}
    configuration = certificate | {"SecurityPolicy": settings.get("SecurityPolicy")}
    properties: Parts = {"DomainName": settings["DomainName"], "DomainNameConfigurations": [configuration]}
    more = {"MutualTlsAuthentication": settings.get("MutualTlsAuthentication")}
    yield of.beside(name, "AWS::ApiGatewayV2::DomainName", properties | more, by)
    at: Parts = {"DomainName": {"Ref": name}, "ApiId": {"Ref": of.name}, "Stage": stage}
    for path in _paths(settings):
        mapping = f"{of.name}{''.join(char for char in path if char not in '-_/')}ApiMapping"
        yield of.beside(mapping, "AWS::ApiGatewayV2::ApiMapping", {**at, "ApiMappingKey": path or None}, by)


def _paths(settings: Mapping[str, Value]) -> Iterator[str]:
    """Those that the API is found at; the empty one when none is named."""
    written = settings.get("BasePath")
    named = [text_of(item) for item in (written.items if isinstance(written, Seq) else (written,))]
    yield from (path or "" for path in named)
