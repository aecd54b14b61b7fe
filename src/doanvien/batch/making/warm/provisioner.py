"""Kernels for reports: forked where there is a fork server, else started by a command line.

To papermill and nbclient either is an ordinary kernel. `ReportKernelManager` is what they are
given as `kernel_manager_class`; it puts the provisioner `doanvien-forked` into the kernel spec,
which jupyter_client then finds by its entry point.
"""

import asyncio
import logging
import os
import time
from queue import Empty
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Unicode, default

from doanvien.batch.making.warm.child import Task
from doanvien.batch.making.warm.forks import CannotFork, ForkedProcess
from doanvien.batch.making.warm.kernel import run_kernel

PYTHON = "python3"
SECONDS_TO_DIE = 5.0

log = logging.getLogger(__name__)


class KernelDied(RuntimeError):
    """The kernel ended before it was ready."""


class ForkedProvisioner(LocalProvisioner):
    """A kernel forked by the fork server; where that refuses, one that is started cold."""

    server = Unicode(help="Address of the fork server.")
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        environment = {**kwargs.get("env", os.environ)}
        environment.pop("JPY_PARENT_PID", None)
        task = Task(run_kernel, (cmd,), kwargs.get("cwd") or os.getcwd(), environment, True)
        try:
            self.process = ForkedProcess(self.server, task)
        except CannotFork as refusal:
            log.warning("A kernel starts cold: %s", refusal)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and see it dead: nobody has to look again after a tenth of a second."""
        await super().kill(restart)
        if isinstance(self.process, ForkedProcess):
            await asyncio.to_thread(self.process._end, SECONDS_TO_DIE)


class ReportKernelClient(AsyncKernelClient):
    """A client that takes a kernel for ready when it is, not after 0,4 seconds of silence."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """A new subscriber is greeted (iopub_welcome): from then on no output can be missed."""
        patience = time.monotonic() + (timeout or float("inf"))
        await self._message(self.iopub_channel, "iopub_welcome", patience)
        self.kernel_info()
        reply = await self._message(self.shell_channel, "kernel_info_reply", patience)
        self._handle_kernel_info_reply(reply)

    wait_for_ready = _async_wait_for_ready

    async def _message(self, channel: Any, kind: str, patience: float) -> dict[str, Any]:
        while True:
            try:
                message: dict[str, Any] = await channel.get_msg(timeout=0.5)
            except Empty:
                if not await self._async_is_alive():
                    raise KernelDied("The kernel died before it was ready.") from None
                if time.monotonic() > patience:
                    raise RuntimeError("The kernel did not become ready in time.") from None
            else:
                if message["msg_type"] == kind:
                    return message


class ReportKernelManager(AsyncKernelManager):
    """Manages one kernel of a report. `server` is the address of a fork server, "" for none."""

    server = Unicode(help="Address of the fork server.").tag(config=True)

    @default("client_factory")
    def _client_factory_default(self) -> type[ReportKernelClient]:
        return ReportKernelClient

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """Of Python, always the one that runs this: a user's `python3` may be another one."""
        if self.kernel_name != PYTHON:
            return super().kernel_spec
        if self._kernel_spec is None:
            spec = KernelSpec(**get_kernel_dict())
            if self.server:
                spec.metadata["kernel_provisioner"] = {
                    "provisioner_name": "doanvien-forked",
                    "config": {"server": self.server},
                }
            self._kernel_spec = spec
        return self._kernel_spec
