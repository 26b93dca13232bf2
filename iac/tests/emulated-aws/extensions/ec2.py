"""Descriptions of rules between security groups: moto keeps them of rules about addresses only."""

from moto.ec2.models.security_groups import SecurityGroupRule

from .patching import around_property


@around_property(SecurityGroupRule)
def description(known, rule):
    return known or rule.source_group.get("Description")
