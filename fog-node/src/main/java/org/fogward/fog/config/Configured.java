package org.fogward.fog.config;

import org.fogward.fog.yaml.FieldException;

/** A command that was given a fog node's configuration, for the commands under it. */
public interface Configured {
    /**
     * Reads the configuration.
     *
     * @throws FieldException naming the field that is missing, unknown or out of its range
     */
    FogConfig configuration() throws FieldException;
}
