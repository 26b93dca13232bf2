"""Operations that moto lacks, or trips over, end at once and say their name; and requests come one after the other.

moto answers them with 500, which the provider takes for an outage of AWS and tries again for minutes. 501 it takes as final.
What moto trips over must not be a matter of luck, though: it does not guard what it keeps against two requests at once.
"""

import json
import sys
import threading
import traceback

from moto.core.exceptions import ServiceException
from moto.core.responses import BaseResponse
from werkzeug.exceptions import HTTPException

from .patching import around

one_at_a_time = threading.RLock()


@around(BaseResponse)
def call_action(original, self):
    try:
        with one_at_a_time:
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
