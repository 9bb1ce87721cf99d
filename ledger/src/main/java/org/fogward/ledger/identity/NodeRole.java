package org.fogward.ledger.identity;

/** What a certificate's owner is in its organisation: Fabric's NodeOUs, each an organisational unit in the subject. */
public enum NodeRole {
    /** Proposes and submits transactions. */
    CLIENT("client"),
    /** Runs the contract and endorses what comes of it. */
    PEER("peer"),
    /** Decides what only an administrator may. */
    ADMIN("admin"),
    /** Orders transactions into blocks and signs them. */
    ORDERER("orderer");

    private final String unit;

    NodeRole(String unit) {
        this.unit = unit;
    }

    /**
     * The organisational unit that stands for the role.
     *
     * @return its name in a certificate's subject
     */
    public String unit() {
        return unit;
    }
}
