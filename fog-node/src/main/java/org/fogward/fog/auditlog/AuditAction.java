package org.fogward.fog.auditlog;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fogward.protocol.auditlog.AuditedAction;

/** What the audit log tells of. */
public enum AuditAction implements AuditedAction {
    /** Somebody signed in. */
    SIGNED_IN,
    /** Somebody was not let in. */
    SIGN_IN_REFUSED,
    /** Somebody signed out, or ended all their sessions. */
    SIGNED_OUT,
    /** An account was made. */
    ACCOUNT_ADDED,
    /** An account got another role or password. */
    ACCOUNT_CHANGED,
    /** An account was removed. */
    ACCOUNT_REMOVED,
    /** An operator suspended a gateway. */
    GATEWAY_SUSPENDED,
    /** An operator restored a gateway. */
    GATEWAY_RESTORED,
    /** An operator made a code for a gateway. */
    GATEWAY_INVITED,
    /** Somebody began to verify the whole history. */
    VERIFICATION_STARTED,
    /** Somebody looked at the proofs of a gateway's updates. */
    PROOF_SEEN,
    /** Somebody looked at the audit log. */
    AUDIT_LOG_SEEN;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words of the actions that change something. */
    public static Set<String> changes() {
        return Stream.of(
                        ACCOUNT_ADDED,
                        ACCOUNT_CHANGED,
                        ACCOUNT_REMOVED,
                        GATEWAY_SUSPENDED,
                        GATEWAY_RESTORED,
                        GATEWAY_INVITED)
                .map(AuditAction::word)
                .collect(Collectors.toUnmodifiableSet());
    }
}
