package io.reckoner.jobs.notice;

import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.notice.smtp.MailSettings;
import io.reckoner.jobs.notice.smtp.SmtpPost;
import java.util.ArrayList;
import java.util.List;

/** The channels of one installation, as its settings say. */
final class NoticeDesk {
    private NoticeDesk() {}

    /** @throws io.reckoner.jobs.act.Refusal naming every fault of the templates, where mail is set up */
    static List<Courier> couriers(Session session) {
        List<Courier> couriers = new ArrayList<>();
        SmtpPost.of(session.settings(MailSettings.class))
                .ifPresent(post -> couriers.add(new MailCourier(session.database(), post, templates(session))));
        WebhookCourier.of(session.settings(NoticeSettings.class)).ifPresent(couriers::add);
        return couriers;
    }

    /** The wording of this installation. */
    static NoticeTemplates templates(Session session) {
        return NoticeTemplates.read(
                session.settings(NoticeSettings.class).templates().map(session.data()::read));
    }
}
