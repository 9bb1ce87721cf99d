package org.fogward.protocol.link;

/**
 * Takes the messages of a subscription. Called by one thread per link, one message after the other; it may publish. A
 * message can come more than once, and a later one before an earlier one, so handlers recognise what they have seen. An exception is logged and the message
 * counts as handled.
 */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Handles one message.
     *
     * @param topic where it was published
     * @param payload its bytes, the handler's to keep
     */
    void handle(String topic, byte[] payload);
}
