"""Descriptions of rules between security groups and of those for prefix lists: moto keeps them of rules about addresses only."""

import inspect

from moto.ec2.models.security_groups import SecurityGroupRule

from .patching import around, around_property


@around(SecurityGroupRule)
def __init__(initialise, rule, *arguments, **options):
    initialise(rule, *arguments, **options)
    given = inspect.signature(initialise).bind(rule, *arguments, **options).arguments
    rule.prefix_list_description = (given.get("prefix_list_id") or {}).get("Description")


@around_property(SecurityGroupRule)
def description(known, rule):
    return known or rule.source_group.get("Description") or rule.prefix_list_description
