package io.reckoner.jobs.notice;

/**
 * One thing a notice says.
 *
 * @param name of the placeholder in templates and of the property in webhooks
 */
record NoticeField(String name, Form form, Audience audience) {
    /** How a mail shows it; the outbox and webhooks have it exact. */
    enum Form {
        /** Whole cents that were charged or are to be. */
        AMOUNT,
        /** Dollars that can be spent; rounded down, debts up. */
        BALANCE,
        INSTANT,
        TEXT
    }

    /** Who may read it. */
    enum Audience {
        EVERYWHERE,
        /** Words for people, and words of others that may name persons. */
        MAIL_ALONE
    }

    static NoticeField amount(String name) {
        return new NoticeField(name, Form.AMOUNT, Audience.EVERYWHERE);
    }

    static NoticeField balance(String name) {
        return new NoticeField(name, Form.BALANCE, Audience.EVERYWHERE);
    }

    static NoticeField instant(String name) {
        return new NoticeField(name, Form.INSTANT, Audience.EVERYWHERE);
    }

    static NoticeField text(String name) {
        return new NoticeField(name, Form.TEXT, Audience.EVERYWHERE);
    }

    static NoticeField words(String name) {
        return new NoticeField(name, Form.TEXT, Audience.MAIL_ALONE);
    }
}
