package org.fogward.models.train;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a gradient becomes a step. */
public enum OptimizerKind {
    /** Stochastic gradient descent with Nesterov's momentum (Sutskever et al., ICML 2013). */
    @JsonProperty("sgd")
    SGD,
    /** Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). */
    @JsonProperty("adam")
    ADAM
}
