package org.fogward.ledger.client;

import java.time.Clock;
import java.time.Duration;

/**
 * How a client speaks to a ledger.
 *
 * @param channel the channel's name
 * @param contract the contract's name
 * @param clock gives transactions their timestamps, to the microsecond
 * @param answerWithin how long the ledger may take to answer a question or to endorse a call
 * @param commitWithin how long it may take to commit a transaction; a second try begins anew
 */
public record ClientOptions(
        String channel, String contract, Clock clock, Duration answerWithin, Duration commitWithin) {
    /**
     * Times that suit a network whose blocks take two seconds.
     *
     * @param channel the channel's name
     * @param contract the contract's name
     * @return options with the system's clock
     */
    public static ClientOptions of(String channel, String contract) {
        return new ClientOptions(channel, contract, Clock.systemUTC(), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /**
     * The same with another clock.
     *
     * @param other the clock
     * @return options
     */
    public ClientOptions withClock(Clock other) {
        return new ClientOptions(channel, contract, other, answerWithin, commitWithin);
    }
}
