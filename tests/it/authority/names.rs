//! The commands by name, so that the matrix forgets none.

use qianzhi::domain::Command;

/// The names of all commands; a new one does not compile before it has its place here, and then a line of the matrix.
pub(super) fn name(command: &Command) -> &'static str {
    macro_rules! names {
        ($($name:ident),+) => {{
            let name = match command { $(Command::$name { .. } => stringify!($name)),+ };
            assert!(NAMES.contains(&name), "{name} is not in NAMES");
            name
        }};
    }
    names!(
        WriteEntry,
        OpenIncident,
        GradeIncident,
        SetIncidentStatus,
        ReportFigure,
        Report,
        Consult,
        Scene,
        IssueOrder,
        IssueOrders,
        ClimbRung,
        CountHeads,
        Notify,
        MoveEvacuees,
        GiveRelief,
        EndOrder,
        AssignTeam,
        SetTeamStatus,
        ReportPosition,
        ReceiveWarning,
        DecideResponse,
        ChangePosture,
        NoteSwitch,
        StartPlan,
        SetStep,
        Settle,
        Strike,
        ShelveAlarms,
        AdoptRules,
        Ratify,
        AcknowledgeAlarms,
        MakeCall,
        BeginCall,
        HandOver,
        TakeOver,
        AnswerMeasures,
        CodeIncident,
        MergeIncidents,
        SplitIncident,
        AmendEntry,
        ProposeResponse,
        AppointCommander,
        Assembly,
        ControlDrill
    )
}

/// All of them.
pub(super) const NAMES: [&str; 44] = [
    "WriteEntry",
    "OpenIncident",
    "GradeIncident",
    "SetIncidentStatus",
    "ReportFigure",
    "Report",
    "Consult",
    "Scene",
    "IssueOrder",
    "IssueOrders",
    "ClimbRung",
    "CountHeads",
    "Notify",
    "MoveEvacuees",
    "GiveRelief",
    "EndOrder",
    "AssignTeam",
    "SetTeamStatus",
    "ReportPosition",
    "ReceiveWarning",
    "DecideResponse",
    "ChangePosture",
    "NoteSwitch",
    "StartPlan",
    "SetStep",
    "Settle",
    "Strike",
    "ShelveAlarms",
    "AdoptRules",
    "Ratify",
    "AcknowledgeAlarms",
    "MakeCall",
    "BeginCall",
    "HandOver",
    "TakeOver",
    "CodeIncident",
    "MergeIncidents",
    "SplitIncident",
    "AmendEntry",
    "AnswerMeasures",
    "ProposeResponse",
    "AppointCommander",
    "Assembly",
    "ControlDrill",
];
