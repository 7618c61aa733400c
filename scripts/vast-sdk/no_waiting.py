"""A pytest plugin that shortens the waits of the SDK's tests.

They sleep, up to five minutes, until a cluster has sorted rows or filled projections in the background. The emulator
does both when rows are written, so nothing is left to wait for. The test files themselves are as installed.
"""

import time
import types

_LONGEST_S = 0.05


class _Clock(types.ModuleType):
    """The module `time`, but for `sleep`."""

    def __getattr__(self, name):
        return getattr(time, name)

    @staticmethod
    def sleep(seconds):
        time.sleep(min(seconds, _LONGEST_S))


def pytest_collection_modifyitems(items):
    """Gives the test modules that import `time` the clock above; the SDK's own modules keep theirs."""
    clock = _Clock("time")
    for module in {item.module for item in items}:
        if getattr(module, "time", None) is time:
            module.time = clock
