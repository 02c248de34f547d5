package io.reckoner.jobs.cli;

import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.intake.ProxySettings;
import io.reckoner.jobs.notice.NoticeSettings;
import io.reckoner.jobs.notice.smtp.MailSettings;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.alipay.AlipaySettings;
import io.reckoner.jobs.payment.creem.CreemSettings;
import io.reckoner.jobs.payment.nowpayments.NowPaymentsSettings;
import io.reckoner.jobs.payment.stripe.StripeSettings;
import io.reckoner.jobs.plan.PlanSettings;
import io.reckoner.jobs.report.ReportSettings;
import io.reckoner.jobs.schedule.ScheduleSettings;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.web.WebSettings;
import java.util.List;

/** Every settings record there is, in the order of the manual. */
final class Sections {
    static final List<Class<? extends Record>> ALL = List.of(
            DatabaseSettings.class,
            CreditSettings.class,
            PlanSettings.class,
            SettlementSettings.class,
            ProxySettings.class,
            ReportSettings.class,
            ScheduleSettings.class,
            WebSettings.class,
            PaymentSettings.class,
            StripeSettings.class,
            CreemSettings.class,
            NowPaymentsSettings.class,
            AlipaySettings.class,
            NoticeSettings.class,
            MailSettings.class);

    private Sections() {}
}
