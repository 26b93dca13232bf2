"""What the modules of iac/ need of AWS and moto lacks, by service. Nothing that no module uses."""

import importlib
import pkgutil

MOTO_VERSION = "5.2.1"


def install() -> None:
    """Loads every extension; each changes moto's classes as it is imported."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
