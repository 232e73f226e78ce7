# decision
