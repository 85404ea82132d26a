"""Login by OpenID Connect: settings as data, the way to the provider and back, and what its claims give."""
