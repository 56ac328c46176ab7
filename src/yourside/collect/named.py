"""Live clouds by the names that users give them: `aws`, `aws:profile=audit,region=eu-west-1,region=us-east-1`,
`kubernetes:context=prod`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from yourside.config import UsageError, need

Settings = Mapping[str, Sequence[str]]


def is_named(source: str) -> bool:
    return source.partition(":")[0] in COLLECTORS


def collect(source: str) -> str:
    """The text of an inventory; raises UsageError where the source, its library or its credentials are not right."""
    name, _, written = source.partition(":")
    return COLLECTORS[name](_settings(source, written))


def _settings(source: str, written: str) -> Settings:
    settings: dict[str, list[str]] = {}
    for part in filter(None, written.split(",")):
        name, equals, value = part.partition("=")
        if not (name and equals and value):
            raise UsageError((f"{source}: {part!r} is not NAME=VALUE",))
        settings.setdefault(name, []).append(value)
    return settings


def _only(source: str, settings: Settings, known: Sequence[str]) -> None:
    if unknown := [name for name in settings if name not in known]:
        raise UsageError(tuple(f"{source} has no setting {name!r}; it has {', '.join(known)}" for name in unknown))


def _aws(settings: Settings) -> str:
    _only("aws", settings, ("profile", "region"))
    need("boto3", "aws")
    from yourside.collect.aws import gather
    from yourside.collect.aws.account import Account, RefusalError

    try:
        return gather(Account(next(iter(settings.get("profile", ())), ""), tuple(settings.get("region", ()))))
    except RefusalError as refusal:
        raise UsageError((f"aws: {refusal.reason}",)) from refusal


def _kubernetes(settings: Settings) -> str:
    _only("kubernetes", settings, ("context", "kubeconfig", "exec"))
    need("kubernetes", "k8s")
    from yourside.collect.kubernetes import gather
    from yourside.collect.kubernetes.cluster import Cluster

    context, files, programs = ("".join(settings.get(name, ())[-1:]) for name in ("context", "kubeconfig", "exec"))
    return gather(Cluster.of(context, files, programs=programs == "allow"))


COLLECTORS: Mapping[str, Callable[[Settings], str]] = {"aws": _aws, "kubernetes": _kubernetes}
