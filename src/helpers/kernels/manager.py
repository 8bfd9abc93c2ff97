"""A kernel manager that has kernels forked whose kernelspec doesn't ask for it."""

from __future__ import annotations

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

PROVISIONER = "nianbao-warm"
"""The entry point's name in the group `jupyter_client.kernel_provisioners`."""


class WarmManager(AsyncKernelManager):
    """jupyter_client's own manager, with the warm provisioner for kernels that name none."""

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernelspec; it is this manager's own copy."""
        spec = super().kernel_spec
        if spec is not None:
            spec.metadata.setdefault("kernel_provisioner", {"provisioner_name": PROVISIONER})
        return spec
