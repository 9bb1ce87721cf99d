package org.fogward.protocol.auditlog;

/** Something that an audit log tells of. */
public interface AuditedAction {

    /** The action in lower case, its words joined by hyphens. */
    String word();
}
