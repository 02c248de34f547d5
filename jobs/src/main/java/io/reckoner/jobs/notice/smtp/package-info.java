/**
 * Mail by SMTP.
 *
 * <p>Decides how a message is encoded and what the server's answer, or its silence, means. Is given a message. Leaves what it
 * says, and when it is sent, to {@code jobs.notice}.
 */
@NullMarked
package io.reckoner.jobs.notice.smtp;

import org.jspecify.annotations.NullMarked;
