package org.fogward.fog.broker;

/** Hears whom the broker refuses something. Thread-safe. */
public interface BrokerRefusals {

    /** Somebody was not let in. */
    void login(LoginRefusal reason);

    /** Somebody reached for a topic that is not theirs. */
    void topic();
}
