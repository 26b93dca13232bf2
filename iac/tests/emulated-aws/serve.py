"""An emulated AWS to apply the modules against: moto, plus what Terraform's provider asks for and moto lacks.

usage: python serve.py -H 127.0.0.1 -p PORT
Each file of extensions/ is one service of AWS. Whoever wants to start it for Terraform uses start-emulated-aws.ts.
"""

import sys

from moto import __version__
from moto.server import main

from extensions import MOTO_VERSION, install

if __version__ != MOTO_VERSION:
    # The extensions reach into moto's classes, which change from one version to the next.
    sys.exit(f"moto {MOTO_VERSION} is needed, {__version__} is installed")
install()
main(sys.argv[1:])
