package org.fogward.fog.audit;

import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;

/**
 * What a round started from.
 *
 * @param digest of the model's file
 * @param model what it is
 */
record Base(Digest digest, ModelParameters model) {}
