package io.reckoner.jobs.notice;

import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.notice.smtp.MailMessage;
import io.reckoner.jobs.notice.smtp.SmtpPost;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mails a notice to the billing e-mail of its account, unless the account has opted out of its kind. */
final class MailCourier implements Courier {
    private static final byte[] NO_ADDRESS = {};

    private final Database database;
    private final SmtpPost post;
    private final NoticeTemplates templates;

    MailCourier(Database database, SmtpPost post, NoticeTemplates templates) {
        this.database = database;
        this.post = post;
        this.templates = templates;
    }

    @Override
    public NoticeChannel channel() {
        return NoticeChannel.MAIL;
    }

    @Override
    public DeliveryOutcome deliver(Notice notice, NoticeDeliveryTable.Claim claim) {
        if (new OptOutTable(database.jdbc()).isOut(notice.account(), notice.kind())) {
            return new DeliveryOutcome.Withheld(DeliveryState.OPTED_OUT, "the account has opted out of this kind");
        }
        Optional<AddresseeView.Addressee> to = new AddresseeView(database.jdbc())
                .of(notice.account())
                .filter(addressee -> !addressee.email().isBlank());
        if (to.isEmpty()) {
            return new DeliveryOutcome.Withheld(DeliveryState.NO_ADDRESS, "the account has no billing e-mail");
        }
        return deliver(notice, claim, to.get());
    }

    private DeliveryOutcome deliver(Notice notice, NoticeDeliveryTable.Claim claim, AddresseeView.Addressee addressee) {
        NoticeTemplates.Written written = templates.write(notice, addressee.name());
        MailMessage message;
        try {
            message = new MailMessage(
                    notice.id(),
                    addressee.email().strip(),
                    addressee.name(),
                    written.subject(),
                    written.text(),
                    claim.at());
        } catch (IllegalArgumentException refused) {
            return new DeliveryOutcome.Refused(
                    refused.getMessage() + ". Mend it with: reckon account set " + notice.account());
        }
        return withoutAddress(post.send(message), addressee.email().strip());
    }

    /** Servers quote addresses; what is kept must not hold any. */
    private static DeliveryOutcome withoutAddress(DeliveryOutcome outcome, String address) {
        return switch (outcome) {
            case DeliveryOutcome.Sent sent -> new DeliveryOutcome.Sent(hidden(sent.answer(), address));
            case DeliveryOutcome.TryAgain later -> new DeliveryOutcome.TryAgain(hidden(later.why(), address));
            case DeliveryOutcome.Unreachable away -> new DeliveryOutcome.Unreachable(hidden(away.why(), address));
            case DeliveryOutcome.Refused refused -> new DeliveryOutcome.Refused(hidden(refused.why(), address));
            case DeliveryOutcome.Unknown unknown -> new DeliveryOutcome.Unknown(hidden(unknown.why(), address));
            case DeliveryOutcome.Gone gone -> gone;
            case DeliveryOutcome.Withheld withheld -> withheld;
        };
    }

    private static String hidden(String text, String address) {
        return Pattern.compile(Pattern.quote(address), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll("(address)");
    }

    @Override
    public byte[] address() {
        return NO_ADDRESS.clone();
    }
}
