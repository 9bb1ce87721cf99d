package org.fogward.edge.link;

import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;

/** What a fog node says to a gateway, verified. Called by the link's own thread, one after the other. */
public interface FogMessages {
    /** The link stands, for the first time or again. */
    void connected();

    /**
     * There is a new global model, or the newest one is said again at a connection.
     *
     * @param model the announcement
     */
    void model(ModelAnnouncement model);

    /**
     * A round opened, closed, or was the last; also said again at every connection.
     *
     * @param round the announcement
     */
    void round(RoundAnnouncement round);

    /**
     * What became of one of this gateway's updates.
     *
     * @param receipt the receipt
     */
    void receipt(Receipt receipt);
}
