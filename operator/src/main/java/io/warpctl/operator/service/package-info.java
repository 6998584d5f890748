/** Decides for one service and persists the decision. */
package io.warpctl.operator.service;
