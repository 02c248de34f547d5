package io.reckoner.jobs.act;

/**
 * Who does something by hand, and why.
 *
 * @param actor user or job, up to 200 characters
 * @param reason may be empty where the act speaks for itself
 */
public record Act(String actor, String reason) {
    private static final int LONGEST_ACTOR = 200;
    private static final int LONGEST_REASON = 2_000;

    public Act {
        actor = actor.strip();
        reason = reason.strip();
        if (actor.isEmpty() || actor.length() > LONGEST_ACTOR) {
            throw new Refusal("an act needs a name behind it of 1 to 200 characters, not \"" + actor
                    + "\". Give it with --actor.");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new Refusal("the reason has " + reason.length() + " characters. Write at most 2,000.");
        }
        Refusal.ifUnprintable("actor", actor);
        Refusal.ifUnprintable("reason", reason);
    }

    /** The act itself, or the same act for this reason where it gives none. */
    public Act orBecause(String other) {
        return reason.isEmpty() ? new Act(actor, other) : this;
    }

    /** The act itself, refused when it gives no reason. */
    public Act withReason(String what) {
        if (reason.isEmpty()) {
            throw new Refusal(what + " needs a reason, which stays with it for ever. Give it with --reason.");
        }
        return this;
    }
}
