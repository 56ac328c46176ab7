"""Helm charts: rendered by the `helm` of the user, with every place found again in the templates."""

from yourside.frontends.kubernetes.helm.render import Rendered, render

__all__ = ["Rendered", "render"]
