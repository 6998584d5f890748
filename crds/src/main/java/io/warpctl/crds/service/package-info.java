/** The parts of a WarpService. */
package io.warpctl.crds.service;
