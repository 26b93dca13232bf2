"""Rules for passwords: the provider leaves out what is false, which moto takes for true. Signing out of one session."""

from moto.cognitoidp.models import CognitoIdpBackend, RegionAgnosticBackend
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.responses import EmptyResult

from .patching import adds, around

RULES = ("RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols")


@around(CognitoIdpBackend)
def _validate_password(original, self, user_pool_id, password):
    policies = self.describe_user_pool(user_pool_id).extended_config.get("Policies", {})
    for rule in RULES if "PasswordPolicy" in policies else ():
        policies["PasswordPolicy"].setdefault(rule, False)
    return original(self, user_pool_id, password)


@adds(CognitoIdpResponse)
def revoke_token(self):
    # Nobody signs this request, so it does not say which region it is for.
    anywhere = RegionAgnosticBackend(self.current_account, self.region)
    for pool in anywhere._find_backend_for_clientid(self._get_param("ClientId")).user_pools.values():
        if self._get_param("Token") in pool.refresh_tokens:
            pool.refresh_tokens[self._get_param("Token")] = None
    return EmptyResult()
