package org.fogward.edge.page;

import java.util.Locale;
import org.fogward.protocol.auditlog.AuditedAction;

/** What the gateway's audit log tells of. It is written before it is done, so the words say what was asked for. */
enum PageAction implements AuditedAction {
    /** The account was made. */
    ADD_ACCOUNT,
    /** The account is removed, by a command. */
    REMOVE_ACCOUNT,
    /** The administrator signed in. */
    SIGN_IN,
    /** Somebody was not let in. */
    REFUSE_SIGN_IN,
    /** The administrator signed out. */
    SIGN_OUT,
    /** The account gets another password. */
    CHANGE_PASSWORD,
    /** A device gets a code. */
    INVITE_DEVICE,
    /** A device gets a key. */
    ADD_DEVICE_KEY,
    /** A device is shut out. */
    REMOVE_DEVICE,
    /** The gateway tries to enrol. */
    ENROL,
    /** It did. */
    ENROLLED,
    /** It did not. */
    ENROLMENT_FAILED,
    /** A patient is forgotten; who, the log does not know. */
    FORGET_PATIENT,
    /** A patient is forgotten, and new samples are taken. */
    FORGET_PATIENT_WHO_MAY_RETURN;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
