// The card of SIM Renewal registers itself here.
export {};
