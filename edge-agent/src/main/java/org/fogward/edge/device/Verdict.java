package org.fogward.edge.device;

/** Whether a device gets in. */
public sealed interface Verdict {
    /**
     * It does, if it holds the secret.
     *
     * @param credential what it proves itself by
     */
    record Admitted(Credential credential) implements Verdict {}

    /**
     * It does not.
     *
     * @param reason why
     */
    record Refused(DeviceRefusal reason) implements Verdict {}
}
