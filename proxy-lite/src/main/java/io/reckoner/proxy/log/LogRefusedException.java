package io.reckoner.proxy.log;

/** The log takes no start now: a request that cannot be logged must not be sent upstream. Answer 503. */
public final class LogRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    LogRefusedException(String message) {
        super(message);
    }
}
