"""Kustomize: what `kustomization.yaml` files make of manifests, as `kustomize build` would, with every place kept."""

from yourside.frontends.kubernetes.kustomize.build import Built, build

__all__ = ["Built", "build"]
