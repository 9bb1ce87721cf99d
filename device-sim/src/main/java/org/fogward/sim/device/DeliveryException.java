package org.fogward.sim.device;

/**
 * A measurement that did not reach the gateway's store. {@link Refused} is the gateway's last word on it, {@link
 * Unreachable} may be tried again.
 */
public abstract sealed class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private DeliveryException(String message) {
        super(message);
    }

    private DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The gateway refused the measurement with a CoAP client error (RFC 7252, section 5.9.2). */
    public static final class Refused extends DeliveryException {
        private static final long serialVersionUID = 1L;

        private final String code;

        /**
         * Keeps the gateway's answer.
         *
         * @param code such as {@code 4.00}
         * @param detail the diagnostic payload, which names the field
         */
        public Refused(String code, String detail) {
            super("the gateway refused with " + code + ": " + detail);
            this.code = code;
        }

        /** The response code, such as {@code 4.13}. */
        public String code() {
            return code;
        }
    }

    /** No answer, no connection, or a gateway that asks to come again later (a CoAP server error). */
    public static final class Unreachable extends DeliveryException {
        private static final long serialVersionUID = 1L;

        /** An answer that asks to come again, such as {@code 5.03}, or none. */
        public Unreachable(String problem) {
            super(problem);
        }

        /** A connection that failed. */
        public Unreachable(String problem, Throwable cause) {
            super(problem, cause);
        }
    }
}
