package io.reckoner.jobs.notice;

/** What became of an attempt to send a notice. */
public sealed interface DeliveryOutcome {
    /** The other side has it, in its words. */
    record Sent(String answer) implements DeliveryOutcome {}

    /** It certainly has not, and may take it later. */
    record TryAgain(String why) implements DeliveryOutcome {}

    /** It certainly has not, and the next notice would fare likewise now. */
    record Unreachable(String why) implements DeliveryOutcome {}

    /** It will not take it. */
    record Refused(String why) implements DeliveryOutcome {}

    /** Nobody knows whether it has it. */
    record Unknown(String why) implements DeliveryOutcome {}

    /** The end point has said that it wants nothing any more. */
    record Gone(String why) implements DeliveryOutcome {}

    /** It was not sent: the account does not want this kind, or has no address. */
    record Withheld(DeliveryState as, String why) implements DeliveryOutcome {}
}
