package io.reckoner.kernel.settlement;

/** The account's switch "pay as you go beyond the plan": what its subscription keys may do past the plan's pools. */
public enum BeyondPlan {
    /** On: draw on the Wallet, where the plan overflows to it. */
    PAY_AS_YOU_GO,
    /** Off: leave the Wallet alone. */
    STOP
}
