package org.fogward.fog.view;

/** What a fog node is doing. */
public enum FederationState {
    /** The first model is made and the doors open. */
    STARTING,
    /** Updates are taken for the current round. */
    OPEN,
    /** The current round's updates are being combined and anchored. */
    CLOSED,
    /** The plan's last round is over. */
    FINISHED
}
