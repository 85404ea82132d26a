"""Pages without JavaScript: send a referral, and follow a case."""
