"""Rules for passwords: the provider leaves out what is false, which moto takes for true."""

from moto.cognitoidp.models import CognitoIdpBackend

from .patching import around

RULES = ("RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols")


@around(CognitoIdpBackend)
def _validate_password(original, self, user_pool_id, password):
    policies = self.describe_user_pool(user_pool_id).extended_config.get("Policies", {})
    for rule in RULES if "PasswordPolicy" in policies else ():
        policies["PasswordPolicy"].setdefault(rule, False)
    return original(self, user_pool_id, password)
