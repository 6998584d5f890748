/** The parts of a WarpHostPlan: the mirror of {@code io.warpctl.core.plan} (spec) and {@code io.warpctl.core.report} (status). */
package io.warpctl.crds.plan;
