"""Sections of US labels: their LOINC codes, openFDA's names for them, and their titles."""

from typing import NamedTuple


class SectionKind(NamedTuple):
    """One kind of section, such as 34068-7, dosage_and_administration, 'Dosage and administration'."""

    code: str
    field: str
    title: str
    within: tuple[str, ...] = ()
    """openFDA's names of the sections that it may stand in: openFDA then gives its text twice."""


POPULATIONS = ("use_in_specific_populations", "precautions")
PHARMACOLOGY = ("clinical_pharmacology",)
TOXICOLOGY = ("nonclinical_toxicology", "precautions")
OTC_WARNINGS = ("warnings",)
ABUSE = ("drug_abuse_and_dependence",)

KINDS = (
    SectionKind("34086-9", "abuse", "Abuse", ABUSE),
    SectionKind("60555-0", "accessories", "Accessories"),
    SectionKind("55106-9", "active_ingredient", "Active ingredient"),
    SectionKind("34084-4", "adverse_reactions", "Adverse reactions"),
    SectionKind("69761-5", "alarms", "Alarms"),
    SectionKind("34091-9", "animal_pharmacology_and_or_toxicology", "Animal toxicology and pharmacology", TOXICOLOGY),
    SectionKind("50569-3", "ask_doctor", "Ask a doctor before use", OTC_WARNINGS),
    SectionKind("50568-5", "ask_doctor_or_pharmacist", "Ask a doctor or pharmacist before use", OTC_WARNINGS),
    SectionKind("60556-8", "assembly_or_installation_instructions", "Assembly or installation instructions"),
    SectionKind("34066-1", "boxed_warning", "Boxed warning", ("warnings",)),
    SectionKind("60557-6", "calibration_instructions", "Calibration instructions"),
    SectionKind(
        "34083-6",
        "carcinogenesis_and_mutagenesis_and_impairment_of_fertility",
        "Carcinogenesis, mutagenesis, impairment of fertility",
        TOXICOLOGY,
    ),
    SectionKind("60558-4", "cleaning", "Cleaning, disinfecting and sterilization instructions"),
    SectionKind("34090-1", "clinical_pharmacology", "Clinical pharmacology"),
    SectionKind("34092-7", "clinical_studies", "Clinical studies", PHARMACOLOGY),
    SectionKind("69760-7", "compatible_accessories", "Compatible accessories"),
    SectionKind("60559-2", "components", "Components"),
    SectionKind("34070-3", "contraindications", "Contraindications"),
    SectionKind("34085-1", "controlled_substance", "Controlled substance", ABUSE),
    SectionKind("34087-7", "dependence", "Dependence", ABUSE),
    SectionKind("34089-3", "description", "Description"),
    SectionKind("69758-1", "diagram_of_device", "Diagram of device"),
    SectionKind("69763-1", "disposal_and_waste_handling", "Disposal and waste handling"),
    SectionKind("50570-1", "do_not_use", "Do not use", OTC_WARNINGS),
    SectionKind("34068-7", "dosage_and_administration", "Dosage and administration"),
    SectionKind("43678-2", "dosage_forms_and_strengths", "Dosage forms and strengths"),
    SectionKind("42227-9", "drug_abuse_and_dependence", "Drug abuse and dependence"),
    SectionKind(
        "34074-5",
        "drug_and_or_laboratory_test_interactions",
        "Drug and laboratory test interactions",
        ("drug_interactions", "precautions"),
    ),
    SectionKind("34073-7", "drug_interactions", "Drug interactions", ("precautions",)),
    SectionKind("50742-6", "environmental_warning", "Environmental warning"),
    SectionKind("50743-4", "food_safety_warning", "Food safety warning"),
    SectionKind("34072-9", "general_precautions", "General precautions", ("precautions",)),
    SectionKind("34082-8", "geriatric_use", "Geriatric use", POPULATIONS),
    SectionKind("50740-0", "guaranteed_analysis_of_feed", "Guaranteed analysis of feed"),
    SectionKind("71744-7", "health_care_provider_letter", "Health care provider letter"),
    SectionKind("69719-3", "health_claim", "Health claim"),
    SectionKind("34069-5", "how_supplied", "How supplied"),
    SectionKind("51727-6", "inactive_ingredient", "Inactive ingredients"),
    SectionKind("34067-9", "indications_and_usage", "Indications and usage"),
    SectionKind("50744-2", "information_for_owners_or_caregivers", "Information for owners or caregivers"),
    SectionKind("34076-0", "information_for_patients", "Patient counseling information", ("precautions",)),
    SectionKind("59845-8", "instructions_for_use", "Instructions for use"),
    SectionKind("60560-0", "intended_use_of_the_device", "Intended use of the device"),
    SectionKind("50565-1", "keep_out_of_reach_of_children", "Keep out of reach of children", OTC_WARNINGS),
    SectionKind("34079-4", "labor_and_delivery", "Labor and delivery", POPULATIONS),
    SectionKind("34075-2", "laboratory_tests", "Laboratory tests", ("precautions", "dosage_and_administration")),
    SectionKind("43679-0", "mechanism_of_action", "Mechanism of action", PHARMACOLOGY),
    SectionKind("49489-8", "microbiology", "Microbiology", PHARMACOLOGY),
    SectionKind("43680-8", "nonclinical_toxicology", "Nonclinical toxicology"),
    SectionKind("34078-6", "nonteratogenic_effects", "Nonteratogenic effects", ("pregnancy", "precautions")),
    SectionKind("34080-2", "nursing_mothers", "Nursing mothers", POPULATIONS),
    SectionKind("60561-8", "other_safety_information", "Other safety information", OTC_WARNINGS),
    SectionKind("34088-5", "overdosage", "Overdosage"),
    SectionKind("51945-4", "package_label_principal_display_panel", "Package label, principal display panel"),
    SectionKind("68498-5", "patient_medication_information", "Patient medication information"),
    SectionKind("34081-0", "pediatric_use", "Pediatric use", POPULATIONS),
    SectionKind("43681-6", "pharmacodynamics", "Pharmacodynamics", PHARMACOLOGY),
    SectionKind("66106-6", "pharmacogenomics", "Pharmacogenomics", PHARMACOLOGY),
    SectionKind("43682-4", "pharmacokinetics", "Pharmacokinetics", PHARMACOLOGY),
    SectionKind("42232-9", "precautions", "Precautions"),
    SectionKind("42228-7", "pregnancy", "Pregnancy", POPULATIONS),
    SectionKind("53414-9", "pregnancy_or_breast_feeding", "If pregnant or breast-feeding", OTC_WARNINGS),
    SectionKind("55105-1", "purpose", "Purpose"),
    SectionKind("53413-1", "questions", "Questions or comments"),
    SectionKind("43683-2", "recent_major_changes", "Recent major changes"),
    SectionKind("34093-5", "references", "References"),
    SectionKind("53412-3", "residue_warning", "Residue warning"),
    SectionKind("69759-9", "risks", "Risks", ("use_in_specific_populations", "pregnancy")),
    SectionKind("60562-6", "route", "Route, method and frequency of administration"),
    SectionKind("50741-8", "safe_handling_warning", "Safe handling warning"),
    SectionKind("48779-3", "spl_indexing_data_elements", "Indexing data elements"),
    SectionKind("42231-1", "spl_medguide", "Medication guide"),
    SectionKind("42230-3", "spl_patient_package_insert", "Patient package insert"),
    SectionKind("48780-1", "spl_product_data_elements", "Product data elements"),
    SectionKind("42229-5", "spl_unclassified_section", "Unclassified section"),
    SectionKind("69718-5", "statement_of_identity", "Statement of identity"),
    SectionKind("50566-9", "stop_use", "Stop use and ask a doctor", OTC_WARNINGS),
    SectionKind("44425-7", "storage_and_handling", "Storage and handling", ("how_supplied",)),
    SectionKind("60563-4", "summary_of_safety_and_effectiveness", "Summary of safety and effectiveness"),
    SectionKind("34077-8", "teratogenic_effects", "Teratogenic effects", ("pregnancy", "precautions")),
    SectionKind("69762-3", "troubleshooting", "Troubleshooting"),
    SectionKind("43684-0", "use_in_specific_populations", "Use in specific populations"),
    SectionKind("54433-8", "user_safety_warnings", "User safety warnings"),
    SectionKind("50745-9", "veterinary_indications", "Veterinary indications"),
    SectionKind("34071-1", "warnings", "Warnings"),
    SectionKind("43685-7", "warnings_and_cautions", "Warnings and precautions"),
    SectionKind("50567-7", "when_using", "When using this product", OTC_WARNINGS),
)
BY_FIELD = {kind.field: kind for kind in KINDS}
BY_CODE = {kind.code: kind for kind in KINDS}
UNCLASSIFIED = BY_FIELD["spl_unclassified_section"]
PRODUCT_ELEMENTS = BY_FIELD["spl_product_data_elements"]
