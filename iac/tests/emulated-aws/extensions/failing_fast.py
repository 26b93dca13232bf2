"""Operations that moto lacks, or trips over, end at once and say their name.

moto answers them with 500, which the provider takes for an outage of AWS and tries again for minutes. 501 it takes as final.
"""

import json
import sys
import traceback

from moto.core.exceptions import ServiceException
from moto.core.responses import BaseResponse
from werkzeug.exceptions import HTTPException

from .patching import around


@around(BaseResponse)
def call_action(original, self):
    try:
        return original(self)
    except (HTTPException, ServiceException):
        # Answers of AWS, such as "no such table".
        raise
    except NotImplementedError as lacking:
        message = f"moto lacks {self.service_name}: {lacking}"
    except Exception as error:
        traceback.print_exc()
        message = f"moto fails at {self.service_name} {self._get_action()}: {error!r}"
    print(message, file=sys.stderr, flush=True)
    return 501, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps({"__type": "NotImplemented", "message": message})
