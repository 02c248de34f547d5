package io.reckoner.jobs.account;

/** The position of an account's switch "pay as you go beyond the plan". */
public enum BeyondPlanSwitch {
    ON,
    OFF
}
