"""How extensions change moto: add an operation, or do something around one that is there."""

import functools


def adds(owner):
    """Adds a function to a class under its own name. Refuses when moto has one by now: then the extension can go."""

    def decorate(function):
        if function.__name__ in dir(owner):
            raise RuntimeError(f"moto has {owner.__name__}.{function.__name__} by now; the extension is not needed")
        setattr(owner, function.__name__, function)
        return function

    return decorate


def around(owner):
    """Puts a function in place of the one of the same name, which it gets as its first argument."""

    def decorate(function):
        original = getattr(owner, function.__name__)

        @functools.wraps(original)
        def changed(*arguments, **options):
            return function(original, *arguments, **options)

        setattr(owner, function.__name__, changed)
        return function

    return decorate


def around_property(owner):
    """Puts a function in place of a property's getter; it gets what the property said and the object."""

    def decorate(function):
        name = function.__name__
        original = vars(owner)[name]
        setattr(owner, name, property(lambda self: function(original.fget(self), self), original.fset))
        return function

    return decorate
