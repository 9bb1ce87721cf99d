package org.fogward.ledger.contract;

/** A member's role, as Fabric's NodeOUs put it into the certificate's subject. */
enum Role {
    ADMIN("admin"),
    CLIENT("client"),
    PEER("peer"),
    ORDERER("orderer");

    private final String unit;

    Role(String unit) {
        this.unit = unit;
    }

    /** The organisational unit (OU) that stands for it. */
    String unit() {
        return unit;
    }
}
